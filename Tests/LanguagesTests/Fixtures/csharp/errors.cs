namespace Broken;
class A
{
    void F(int a { return; }
    public int G() => 1;
    [HttpGet(
    void H() { var x = ; }
}
class B { void I() { } }
