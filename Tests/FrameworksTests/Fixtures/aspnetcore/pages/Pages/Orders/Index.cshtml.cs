using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Shop.Pages.Orders;

public class IndexModel : PageModel
{
    public async Task OnGetAsync() // $ endpoint="GET /Orders" auth=none endpoint="GET /all-orders" auth=none
    {
        await Task.CompletedTask;
    }

    public IActionResult OnPostDelete(int id) => RedirectToPage(); // $ endpoint="POST /Orders?handler=Delete" auth=none endpoint="POST /all-orders?handler=Delete" auth=none

    public static void OnGetNothing() { }

    public void Once() { }
}
