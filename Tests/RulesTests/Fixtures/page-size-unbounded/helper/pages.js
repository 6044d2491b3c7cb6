exports.pageOf = (req) => {
  let limit = 20
  if (req.query.limit) {
    limit = parseInt(req.query.limit)
  }
  return { limit }
}
