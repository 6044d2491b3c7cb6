/// The look of the HTML report, light and dark.
enum HTMLStyle {
  static let text = """
    :root { --back: #fafaf7; --card: #fff; --ink: #1c1e21; --faint: #5d646e; --line: #deded8; --code: #f4f4ef;
      --error: #b3261e; --warning: #865300; --note: #0a58b0; --hit: #fdf1cf; --mark: #f6d77a; --link: #0a58b0; }
    @media (prefers-color-scheme: dark) {
      :root { --back: #14161a; --card: #1b1e24; --ink: #e4e6ea; --faint: #9aa3af; --line: #30353d; --code: #111317;
        --error: #ff8f87; --warning: #e8b339; --note: #79b8ff; --hit: #2e2a17; --mark: #5d4c12; --link: #79b8ff; }
    }
    * { box-sizing: border-box; }
    [hidden] { display: none !important; }
    body { margin: 0 auto; max-width: 60rem; padding: 2rem 1.25rem 4rem; background: var(--back); color: var(--ink);
      font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; }
    code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
      font-size: .86em; }
    a { color: var(--link); text-underline-offset: .15em; }
    p { margin: .6rem 0; }
    header { border-bottom: 1px solid var(--line); padding-bottom: .6rem; }
    header p { color: var(--faint); }
    header p b { color: var(--ink); }
    .brand { margin: 0; font-weight: 600; letter-spacing: .02em; }
    h1 { margin: .1rem 0; font-size: 1.9rem; line-height: 1.2; letter-spacing: -.01em; }
    h2 { margin: 2.2rem 0 .7rem; font-size: 1.2rem; letter-spacing: -.005em; }
    .error { color: var(--error); } .warning { color: var(--warning); } .note { color: var(--note); }
    .none { color: var(--faint); }
    .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr)); gap: .75rem; margin: 1.2rem 0 0;
      padding: 0; list-style: none; }
    .tiles li { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .6rem .8rem; }
    .tiles b { display: block; }
    .tiles span { margin-right: .5em; font-size: .9rem; white-space: nowrap; }
    table { width: 100%; border-collapse: collapse; font-size: .94rem; }
    th, td { padding: .3rem .9rem .3rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top;
      overflow-wrap: anywhere; }
    th { width: 12rem; font-weight: 600; overflow-wrap: normal; }
    section > ul { margin: 0; padding-left: 1.2rem; overflow-wrap: anywhere; }
    #filter { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center;
      margin-top: 2rem; padding: .6rem 0; background: var(--back); border-bottom: 1px solid var(--line); }
    #filter div { display: flex; flex-wrap: wrap; gap: .35rem; align-items: center; }
    button, select, input { font: inherit; font-size: .88rem; color: inherit; background: var(--card);
      border: 1px solid var(--line); border-radius: 1rem; padding: .15rem .7rem; max-width: 100%; }
    button { cursor: pointer; }
    button[aria-pressed=true] { background: var(--ink); color: var(--back); border-color: var(--ink); }
    :focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
    output { color: var(--faint); font-size: .88rem; padding-left: .3rem; }
    details { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; margin: .6rem 0;
      padding: 0 1rem; scroll-margin-top: 5rem; }
    details[open] { padding-bottom: .5rem; }
    .finding { color: inherit; border-left: .3rem solid currentColor; }
    .finding.error { border-left-color: var(--error); } .finding.warning { border-left-color: var(--warning); }
    .finding.note { border-left-color: var(--note); }
    summary { position: relative; cursor: pointer; margin: 0 -1rem; padding: .6rem 2.4rem .6rem 1rem; list-style: none; }
    summary::-webkit-details-marker { display: none; }
    summary::after { content: ""; position: absolute; right: 1.1rem; top: 1.05rem; width: .45rem; height: .45rem;
      border: solid var(--faint); border-width: 0 2px 2px 0; transform: rotate(45deg); }
    details[open] > summary::after { top: 1.25rem; transform: rotate(-135deg); }
    .level { display: inline-block; min-width: 4.2rem; font-size: .8rem; font-weight: 700; letter-spacing: .02em; }
    .finding.error .level { color: var(--error); } .finding.warning .level { color: var(--warning); }
    .finding.note .level { color: var(--note); }
    .message { font-weight: 600; }
    .place { display: flex; flex-wrap: wrap; gap: 0 1rem; align-items: baseline; color: var(--faint); font-size: .92rem; overflow-wrap: anywhere;
      padding-left: 4.45rem; }
    .rule { margin-left: auto; }
    .doubt { font-style: italic; }
    pre { margin: .4rem 0; padding: .5rem 0; background: var(--code); border-radius: .35rem; overflow-x: auto;
      line-height: 1.5; tab-size: 2; }
    dd > pre { padding-left: .8rem; padding-right: .8rem; }
    .line { display: inline-block; min-width: 100%; padding-right: 1rem; }
    .line i { display: inline-block; width: 4.2em; padding-right: 1.1em; text-align: right; font-style: normal;
      color: var(--faint); user-select: none; }
    .hit { background: var(--hit); }
    mark { background: var(--mark); color: inherit; border-radius: .15rem; }
    dl { display: grid; grid-template-columns: 7.5rem 1fr; gap: .35rem .8rem; margin: .7rem 0 .4rem; }
    dt { color: var(--faint); }
    dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
    dd > pre:first-child { margin-top: 0; }
    dd ol, dd ul { margin: 0; padding-left: 1.2rem; }
    li > pre { margin: .2rem 0 .5rem; }
    footer { margin-top: 2.5rem; padding-top: .8rem; border-top: 1px solid var(--line); color: var(--faint); }
    @media (max-width: 40rem) {
      body { padding: 1.2rem .8rem 3rem; }
      h1 { font-size: 1.5rem; }
      .tiles { grid-template-columns: repeat(2, 1fr); }
      #filter { position: static; }
      dl { grid-template-columns: 1fr; gap: 0; }
      dd { margin-bottom: .5rem; }
      .place { padding-left: 0; } .level { min-width: 0; margin-right: .3rem; } .rule { margin-left: 0; }
      th { width: 38%; }
    }
    @media print { #filter { display: none; } body { max-width: none; } details { break-inside: avoid; } }
    """
}
