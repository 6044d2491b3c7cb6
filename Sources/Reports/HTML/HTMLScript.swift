/// What the HTML report does in a browser: filters, and opens what an address points at.
enum HTMLScript {
  static let text = """
    (() => {
      const findings = [...document.querySelectorAll('.finding')];
      const form = document.getElementById('filter');
      const open = id => {
        const target = id && document.getElementById(decodeURIComponent(id));
        if (target && target.tagName === 'DETAILS') target.open = true;
      };
      addEventListener('hashchange', () => open(location.hash.slice(1)));
      open(location.hash.slice(1));
      if (!form) return;
      const rule = document.getElementById('rule');
      const words = document.getElementById('words');
      const all = document.getElementById('open');
      const texts = new Map(findings.map(f => [f, f.textContent.toLowerCase()]));
      const pressed = kind => [...form.querySelectorAll('[data-' + kind + '][aria-pressed=true]')].map(b => b.dataset[kind]);
      const apply = () => {
        const levels = pressed('level'), pillars = pressed('pillar');
        const wanted = words.value.toLowerCase().split(/\\s+/).filter(Boolean);
        let shown = 0;
        for (const f of findings) {
          const fits = (!levels.length || levels.includes(f.dataset.level))
            && (!pillars.length || pillars.includes(f.dataset.pillar))
            && (!rule.value || rule.value === f.dataset.rule)
            && wanted.every(word => texts.get(f).includes(word));
          f.hidden = !fits;
          shown += fits;
        }
        for (const s of document.querySelectorAll('.pillar')) s.hidden = !s.querySelector('.finding:not([hidden])');
        document.getElementById('shown').textContent = shown + ' of ' + findings.length + ' shown';
      };
      form.addEventListener('click', event => {
        const button = event.target.closest('[aria-pressed]');
        if (!button) return;
        button.setAttribute('aria-pressed', button.getAttribute('aria-pressed') !== 'true');
        apply();
      });
      form.addEventListener('submit', event => event.preventDefault());
      rule.addEventListener('change', apply);
      words.addEventListener('input', apply);
      all.addEventListener('click', () => {
        const opens = all.textContent === 'open all';
        for (const f of findings) f.open = opens;
        all.textContent = opens ? 'close all' : 'open all';
      });
      form.hidden = false;
      apply();
    })();
    """
}
