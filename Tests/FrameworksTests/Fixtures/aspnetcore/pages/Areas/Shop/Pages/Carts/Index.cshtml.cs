using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Shop.Areas.Shop.Pages.Carts;

public class CartModel : PageModel
{
    public void OnGet() { } // $ endpoint="GET /Shop/Carts" auth=required
}
