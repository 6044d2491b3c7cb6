using HotChocolate.Types;

namespace Shop;

public class Query
{
    public IEnumerable<Author> GetAuthors() => [];
}

[ExtendObjectType(typeof(Author))]
public class AuthorExtensions
{
    public Task<IReadOnlyList<Book>> GetBooksAsync([Parent] Author author, IBooksByAuthorDataLoader books) => books.LoadAsync(author.Id);
}
