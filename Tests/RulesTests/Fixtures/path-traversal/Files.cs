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

    // A function of the service's own that throws when the name leads out of the folder.
    [HttpDelete("held")]
    public IActionResult Held([FromQuery] string name)
    {
        RefuseOutside(Folder, name);
        System.IO.File.Delete(Path.Join(Folder, name + ".txt"));
        return Ok();
    }

    private static void RefuseOutside(string folder, string name)
    {
        var full = Path.GetFullPath(Path.Combine(folder, name));
        if (!full.StartsWith(folder + "/", StringComparison.Ordinal))
        {
            throw new InvalidOperationException("out of the folder");
        }
    }

    // It only says that it looks.
    [HttpDelete("unheld")]
    public IActionResult Unheld([FromQuery] string name)
    {
        RefuseEmpty(Folder, name);
        System.IO.File.Delete(Path.Join(Folder, name)); // want path-traversal "name"
        return Ok();
    }

    private static void RefuseEmpty(string folder, string name)
    {
        if (name.Length == 0)
        {
            throw new InvalidOperationException("no name");
        }
    }

    [HttpGet("without-parents")]
    public IActionResult WithoutParents([FromQuery] string name)
    {
        if (name.Contains("..")) return BadRequest();
        var path = Path.Join(Folder, name);
        return PhysicalFile(path, "application/octet-stream");
    }

    // An absolute path needs no parents: Combine takes it as it is.
    [HttpGet("combined")]
    public IActionResult Combined([FromQuery] string name)
    {
        if (name.Contains("..")) return BadRequest();
        var path = Path.Combine(Folder, name);
        return PhysicalFile(path, "application/octet-stream"); // want path-traversal "name"
    }

    [HttpGet("cleaned")]
    public async Task<string> Cleaned([FromQuery] string name)
    {
        return await System.IO.File.ReadAllTextAsync(Path.Combine(Folder, GetValidFilename(name)));
    }

    private static string GetValidFilename(string name)
    {
        return string.Join("_", name.Split(Path.GetInvalidFileNameChars()));
    }
}

public class Film
{
    public string Title { get; set; } = "";
    public string Path { get; set; } = "";

    public void Take(Film other)
    {
        Path = other.Path;
    }
}

// What some film was once given is not what this one has.
[ApiController]
[Route("films")]
public class FilmsController : ControllerBase
{
    private readonly FilmStore _store;

    public FilmsController(FilmStore store)
    {
        _store = store;
    }

    [HttpPost]
    public IActionResult Add([FromBody] Film film)
    {
        _store.Add(film);
        return Ok();
    }

    [HttpDelete("{id:int}")]
    public IActionResult Delete(int id)
    {
        var film = _store.Find(id);
        System.IO.File.Delete(film.Path);
        return Ok();
    }
}

public class FilmStore
{
    private readonly Dictionary<int, Film> _films = new();

    public void Add(Film film)
    {
        var own = new Film();
        own.Take(film);
        _films[_films.Count] = own;
    }

    public Film Find(int id) => _films[id];
}

// An administrator says where things lie: there is no folder to get out of.
[ApiController]
[Route("settings")]
[Microsoft.AspNetCore.Authorization.Authorize(Roles = "Admin")]
public class SettingsController : ControllerBase
{
    [HttpPost("cache")]
    public IActionResult Cache([FromQuery] string folder)
    {
        System.IO.File.WriteAllText(Path.Combine(folder, "probe"), ""); // want path-traversal "folder" note
        return Ok();
    }

    [HttpDelete("cache")]
    public IActionResult Clear([FromQuery] string name)
    {
        Directory.Delete(Path.Combine("/srv/cache", name), true); // want path-traversal "name"
        return Ok();
    }
}

public class Bookmark
{
    public int SeriesId { get; set; }
    public string Note { get; set; } = "";
}

public record Chosen(List<Bookmark> Bookmarks);

// Numbers of what came in; and what a constructor was given is not what a method is given.
[ApiController]
[Route("archives")]
public class ArchivesController : ControllerBase
{
    private readonly Archiver _archiver;

    public ArchivesController(Archiver archiver)
    {
        _archiver = archiver;
    }

    [HttpPost("numbers")]
    public IActionResult Numbers([FromBody] Chosen chosen)
    {
        var ids = string.Join("_", chosen.Bookmarks.Select(b => b.SeriesId));
        return PhysicalFile(Path.Join("/srv/archives", ids), "application/zip");
    }

    [HttpPost("notes")]
    public IActionResult Notes([FromBody] Chosen chosen)
    {
        var notes = string.Join("_", chosen.Bookmarks.Select(b => b.Note));
        return PhysicalFile(Path.Join("/srv/archives", notes), "application/zip"); // want path-traversal "body parameter chosen"
    }

    [HttpGet("known")]
    public IActionResult Known([FromQuery] string note)
    {
        return PhysicalFile(_archiver.Find(note), "application/zip");
    }
}

public class Archiver(string folder)
{
    public string Find(string note)
    {
        Console.WriteLine(note.Length);
        return Path.Join(folder, "all.zip");
    }
}
