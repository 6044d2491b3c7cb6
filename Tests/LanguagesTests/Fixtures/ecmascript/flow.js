// @flow
import type { Config } from './config';
export class Loader {
  options: ?Config;
  load<T>(name: string, ...rest: any[]): Promise<T> {
    return this.cache.get(name);
  }
}
