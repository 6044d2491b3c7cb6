module example.com/todo

go 1.22

require github.com/99designs/gqlgen v0.17.40
