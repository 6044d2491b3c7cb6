using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Shop.Pages.Orders;

public record Command(int Id);

public class EditModel : PageModel
{
    public IActionResult OnGet(int id) => Page(); // $ endpoint="GET /Orders/Edit/{id}" auth=required

    public async Task<IActionResult> OnPostAsync(int id) // $ endpoint="POST /Orders/Edit/{id}" auth=required
    {
        await Task.CompletedTask;
        return RedirectToPage("Index");
    }
}
