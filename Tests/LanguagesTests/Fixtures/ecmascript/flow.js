// @flow
import type { Config } from './config';
export class Loader {
  options: ?Config;
  before: ?() => void;
  filter: (boolean, any[], string) => void;
  load<T>(name: string, ...rest: any[]): Promise<T> {
    return this.cache.get(name);
  }
}
