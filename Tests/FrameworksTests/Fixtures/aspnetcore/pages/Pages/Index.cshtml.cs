using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Shop.Pages;

public class IndexModel : PageModel
{
    public void OnGet() { } // $ endpoint="GET /" auth=none
}
