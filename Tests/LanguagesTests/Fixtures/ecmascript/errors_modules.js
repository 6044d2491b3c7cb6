import { a, from './a';
export default { run( };
module.exports = { b };
export { c
const d = require('d')
function e( { return 1 }
