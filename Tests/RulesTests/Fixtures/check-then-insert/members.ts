import { Body, ConflictException, Controller, Injectable, Module, Post } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { InjectRepository, TypeOrmModule } from '@nestjs/typeorm'
import { IsEmail, IsString } from 'class-validator'
import { Column, Entity, Index, PrimaryGeneratedColumn, Repository, Unique } from 'typeorm'

@Entity('members')
export class Member {
  @PrimaryGeneratedColumn('uuid')
  id!: string

  @Column()
  email!: string
}

@Entity('clubs')
export class Club {
  @PrimaryGeneratedColumn('uuid')
  id!: string

  @Index({ unique: true })
  @Column()
  slug!: string
}

@Entity('seats')
@Unique(['clubId', 'number'])
export class Seat {
  @PrimaryGeneratedColumn('uuid')
  id!: string

  @Column()
  clubId!: string

  @Column()
  number!: string
}

@Entity('coupons')
export class Coupon {
  @PrimaryGeneratedColumn()
  id!: number

  @Column({ type: 'varchar', length: 32 })
  code!: string
}

export class CreateMember {
  @IsEmail()
  email!: string
}

export class CreateNamed {
  @IsString()
  name!: string
}

@Injectable()
export class MembersService {
  constructor(
    @InjectRepository(Member) private readonly members: Repository<Member>,
    @InjectRepository(Club) private readonly clubs: Repository<Club>,
    @InjectRepository(Seat) private readonly seats: Repository<Seat>,
    @InjectRepository(Coupon) private readonly coupons: Repository<Coupon>,
  ) {}

  async join(dto: CreateMember): Promise<Member> {
    const existing = await this.members.findOne({ where: { email: dto.email } }) // want check-then-insert "members is asked for email, then inserted into"
    if (existing) throw new ConflictException('there is such a member')
    const member = this.members.create({ email: dto.email })
    return this.members.save(member)
  }

  async addCoupon({ name }: CreateNamed): Promise<void> {
    if (await this.coupons.exist({ where: { code: name } })) throw new ConflictException() // want check-then-insert "coupons is asked for code, then inserted into"
    await this.coupons.insert({ code: name })
  }

  async open(dto: CreateNamed): Promise<Club> {
    const existing = await this.clubs.findOneBy({ slug: dto.name })
    if (existing) throw new ConflictException()
    return this.clubs.save(this.clubs.create({ slug: dto.name }))
  }

  async addSeat(clubId: string, number: string): Promise<Seat> {
    const existing = await this.seats.findOneBy({ clubId, number })
    return existing ?? this.seats.save(this.seats.create({ clubId, number }))
  }

  // Nothing is inserted.
  async isMember(email: string): Promise<boolean> {
    return (await this.members.countBy({ email })) > 0
  }
}

@Controller('members')
export class MembersController {
  constructor(private readonly members: MembersService) {}

  @Post()
  join(@Body() dto: CreateMember): Promise<Member> {
    return this.members.join(dto)
  }

  @Post('known')
  async known(@Body() dto: CreateMember): Promise<{ known: boolean }> {
    return { known: await this.members.isMember(dto.email) }
  }

  @Post('coupons')
  async coupon(@Body() dto: CreateNamed): Promise<void> {
    await this.members.addCoupon(dto)
  }

  @Post('clubs')
  async club(@Body() dto: CreateNamed): Promise<Club> {
    return this.members.open(dto)
  }

  @Post('seats')
  async seat(@Body() dto: CreateNamed): Promise<Seat> {
    return this.members.addSeat('main', dto.name)
  }
}

@Module({
  imports: [TypeOrmModule.forFeature([Member, Club, Seat, Coupon])],
  controllers: [MembersController],
  providers: [MembersService],
})
export class MembersModule {}

NestFactory.create(MembersModule).then((app) => app.listen(3000))
