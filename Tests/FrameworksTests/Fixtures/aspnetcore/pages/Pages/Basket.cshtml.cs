using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Shop.Pages;

public class BasketModel : PageModel
{
    public void OnGet() { } // $ endpoint="GET /Basket" auth=none

    public void OnPostUpdate() { } // $ endpoint="POST /Basket/Update" auth=none
}
