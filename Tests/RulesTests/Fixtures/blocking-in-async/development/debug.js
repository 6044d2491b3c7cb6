const fs = require('fs')

module.exports = function (app) {
  app.get('/debug/dump', (req, res) => {
    fs.writeFileSync(`./dump/${Number(req.query.id)}`, '')
    res.sendStatus(204)
  })
}
