import { ok } from './ok';
function before() { return ok(1); }
const broken = call(1, @@@ second(2), );
class Half { method() { inner( } }
const after = fine({ a: 1 ,,, b: 2 });
if (x { y() }
export const tail = last();
