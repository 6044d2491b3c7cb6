const axios = require('axios')

exports.sync = async (url) => {
  await axios.post(`${url}/sync`, {}) // want missing-timeout "axios.post to {}/sync waits without a limit" note
}
