using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Site;

public class HomeController : Controller
{
    [AllowAnonymous]
    public IActionResult Index() => View(); // $ endpoint="ANY /Home/Index" auth=none

    public IActionResult Details(int id) => View(); // $ endpoint="ANY /Home/Details/{id}" auth=required

    [HttpPost] // $ endpoint="POST /Home/Save" auth=required
    public IActionResult Save([FromForm] string name) => RedirectToAction("Index");
}

[Area("Admin")]
public class UsersController : Controller
{
    [HttpGet] // $ endpoint="GET /Admin/Users/List" auth=required
    public IActionResult List() => View();
}
