using Microsoft.AspNetCore.Mvc;

namespace Shop;

[ApiController]
[Route("files")]
public class FilesController : ControllerBase
{
    private const string Folder = "/srv/files";

    [HttpGet("read")]
    public async Task<string> Read([FromQuery] string name)
    {
        return await System.IO.File.ReadAllTextAsync(Path.Combine(Folder, name)); // want path-traversal "name"
    }

    [HttpGet("send")]
    public IActionResult Send([FromQuery] string name)
    {
        return PhysicalFile(Path.Combine(Folder, name), "application/octet-stream"); // want path-traversal "name"
    }

    [HttpPost("upload")]
    public async Task<IActionResult> Upload(IFormFile file)
    {
        using var target = new FileStream(Path.Combine(Folder, file.FileName), FileMode.Create); // want path-traversal "file parameter file reaches System.IO.FileStream"
        await file.CopyToAsync(target);
        return Ok();
    }

    // Only the last part of the name.
    [HttpGet("plain")]
    public async Task<string> Plain([FromQuery] string name)
    {
        return await System.IO.File.ReadAllTextAsync(Path.Combine(Folder, Path.GetFileName(name)));
    }

    [HttpGet("{id:guid}")]
    public async Task<byte[]> ById(Guid id)
    {
        return await System.IO.File.ReadAllBytesAsync(Path.Combine(Folder, id + ".bin"));
    }

    [HttpGet("checked")]
    public IActionResult Checked([FromQuery] string name)
    {
        var path = Path.GetFullPath(Path.Combine(Folder, name));
        if (!path.StartsWith(Folder + "/"))
        {
            return NotFound();
        }
        return PhysicalFile(path, "application/octet-stream");
    }
}
