const mongoose = require('mongoose')

const Book = mongoose.model('Book', new mongoose.Schema({ title: String }))
const Author = mongoose.model('Author', new mongoose.Schema({ name: String }))

// Mended in one place: told once.
exports.books = (limit) => Book.find().limit(limit) // want page-size-unbounded "the request decides how many rows"
exports.authors = (limit) => Author.find().limit(limit)
