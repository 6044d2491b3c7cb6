var builder = WebApplication.CreateBuilder(args);
using var scope = app.Services.CreateScope();
app.MapGet("/", () => "hello");
int Local(int a, int b = 2) => a + b;
await app.RunAsync();

class Statements
{
    async Task Run(object o, int[] xs)
    {
        int a = 1, b = 2;
        const string Text = "t";
        var (x, (y, _)) = Pair();
        (a, b) = (b, a);
        (int c, var d) = Pair();
        a += 1; a++; --a; s ??= "d";
        if (a > 1) return; else if (b > 1) { b = 0; } else b = 1;
        foreach (var item in xs) Use(item);
        foreach (Order order in orders) { continue; }
        foreach (var (key, value) in map) { }
        await foreach (var page in pages.WithCancellation(token)) { break; }
        for (int i = 0, j = 1; i < 3; i++, j--) { }
        for (;;) { }
        while (a < 3) a++;
        do { a--; } while (a > 0);
        lock (_gate) { a = 1; }
        using (var file = File.OpenRead("f")) Use(file);
        using (connection) { }
        await using var db = Open();
        db.Save();
        using Stream stream = db.Stream();
        stream.Flush();
        try { Work(); }
        catch (HttpRequestException e) when (e.Code == 404) { throw; }
        catch (IOException) { throw new InvalidOperationException("x", e); }
        catch { }
        finally { Close(); }
        switch (o)
        {
            case 1:
            case 2: Two(); break;
            case Order { Id: > 3 } big when big.Paid: break;
            case string s: goto done;
            case null: return;
            default: throw new Exception();
        }
        checked { a = a * 2; }
        unsafe { fixed (int* p = xs) { *p = 1; } }
        done: ;
#if NET8_0
        Use(8);
#else
        Use(7);
#endif
        T Inner<T>(T t) { return t; }
    }
}
