@Injectable()
export class UserService extends Repository<User, string> implements OnInit, Store<User> {
  @Column({ type: 'text' }) private readonly name!: string;
  static counter = 0;
  #secret?: number = 1;
  declare kind: string;
  override 'quoted key' = 1;
  [computed] = 2;
  [key: string]: unknown;
  handler = async (event: Event) => { await this.#run(event); };

  constructor(
    private readonly users: UserRepository,
    @Inject(TOKEN) public config: Config = {},
    protected logger?: Logger,
    plain = 3,
    ...rest: string[]
  ) {
    super();
  }

  find(id: string): Promise<User>;
  find(id: number): Promise<User>;
  @Get(':id') @HttpCode(200)
  async find(@Param('id') id: any, @Query() { page = 1, size }: Paging): Promise<User> {
    return this.users.findOne({ id });
  }

  @Post()
  public create(this: UserService, dto?: CreateDto) {}
  static async *pages<T>(): AsyncGenerator<T> {}
  get value(): number { return this.#secret!; }
  set value(v) {}
  async #run(event) {}
  [Symbol.iterator]() {}
  static { setUp(); }
}

@Entity() class Order {}
export @Sealed class Late {}

export abstract class Shape {
  abstract area(): number;
  protected abstract readonly name: string;
  toString() { return `${this.area()}`; }
}

const Anonymous = class extends mixin(Base, Other) {};
const Named = class Inner extends ns.Base.Deep {};
