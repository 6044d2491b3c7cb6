class Expressions
{
    object M(object o, string s, int n)
    {
        a = s?.Trim().Length ?? 0;
        b = !s?.IsEmpty() ?? true;
        c = n == s?.Length && o is null || n > 1;
        d = await o?.LoadAsync<int>(1)!;
        e = o is not null && s is "x" or "y" && n is > 1 and < 5;
        f = o is Order { Id: 1, Owner.Name: "z" } order && order.Paid;
        g = o is string text || o is not Order;
        h = (Order)o; i = o as Order; j = o is Order;
        k = n switch { 1 or 2 => "few", > 9 => throw new E(), _ when n < 0 => null, var other => other.ToString() };
        l = $"a{{b}}{n,3:N2}\n"; m1 = @"a""b\"; m2 = $@"{n}\"; m3 = """raw "quoted" text"""; m4 = "u"u8; m5 = 'c';
        m6 = """
            select *
              from orders
            """;
        p = new Order(1, name: "x") { Id = 2, Tags = { "a" }, Owner = new() { Name = "o" } };
        q = new List<int> { 1, 2 }; r = new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 };
        t = new Dictionary<string, int> { { "a", 1 } };
        u = new { Id = 1, o.Name, n }; v = new int[] { 1 }; w = new[] { 2 }; x = new byte[16]; y = (int[])[1, ..v, 3];
        z = xs[0, 1][^1]; aa = xs[1..]; bb = xs[..^2];
        cc = xs.Where(i => i > 1).Select(static (int i) => { return i; }).OfType<Order>();
        dd = async ([FromBody] Order o, HttpContext c) => await c.Save(o);
        ee = delegate (int i) { return i; };
        ff = typeof(List<>); gg = default(int); hh = default; ii = nameof(M); jj = sizeof(int);
        kk = order with { Id = 3, Name = "n" };
        ll = n > 0 ? "p" : throw new E();
        Parse(s, out var parsed); Parse(s, out int typed); Swap(ref n, in n); Parse(s, out _);
        mm = from i in xs where i > 1 join j in ys on i equals j into js from k in js.DefaultIfEmpty() let m = k * 2 orderby m descending, i select new { i, m };
        nn = from Order o in orders group o by o.State into states select states.Key;
        oo = (a: 1, "b"); pp = global::System.Console.Out; qq = unchecked(n + 1); rr = List<int>.Empty; ss = -n << 2;
        tt = x is [1, .., var last]; uu = o is (1, var second); vv = o is { }; ww = o is (int or long) && n != 0;
        return base.M(this);
    }
}
