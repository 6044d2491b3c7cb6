import { Controller, Get, Injectable, Module, NotFoundException, Param, ParseIntPipe, Res } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { InjectRepository } from '@nestjs/typeorm'
import type { Response } from 'express'
import { Column, Entity, PrimaryGeneratedColumn, Repository } from 'typeorm'

@Entity('members')
export class Member {
  @PrimaryGeneratedColumn()
  id!: number

  @Column({ unique: true })
  email!: string

  @Column({ name: 'password_hash' })
  passwordHash!: string
}

@Entity('partners')
export class Partner {
  @PrimaryGeneratedColumn()
  id!: number

  @Column()
  name!: string

  @Column({ select: false })
  apiKey!: string
}

interface MemberView {
  id: number
  email: string
}

@Injectable()
export class MembersService {
  constructor(
    @InjectRepository(Member) private readonly members: Repository<Member>,
    @InjectRepository(Partner) private readonly partners: Repository<Partner>,
  ) {}

  async findOne(id: number): Promise<Member> {
    const member = await this.members.findOneBy({ id })
    if (!member) throw new NotFoundException()
    return member
  }

  async bare(id: number): Promise<Member> {
    const member = await this.members.findOneByOrFail({ id })
    delete (member as Partial<Member>).passwordHash
    return member
  }

  newest(): Promise<Member[]> {
    return this.members.find({ order: { id: 'DESC' }, take: 20 })
  }

  names(): Promise<MemberView[]> {
    return this.members.find({ select: { id: true, email: true }, take: 20 })
  }

  partner(id: number): Promise<Partner | null> {
    return this.partners.findOneBy({ id })
  }
}

@Controller('members')
export class MembersController {
  constructor(private readonly service: MembersService) {}

  @Get()
  async list(@Res() res: Response): Promise<void> {
    const members = await this.service.newest()
    res.status(200).json({ members }) // want exposed-secret-column "GET /members answers every column of members, passwordHash among them, and so do"
  }

  // The secret is taken out.
  @Get(':id/bare')
  bare(@Param('id', ParseIntPipe) id: number): Promise<Member> {
    return this.service.bare(id)
  }

  // One column, handed on.
  @Get(':id/label')
  async label(@Param('id', ParseIntPipe) id: number): Promise<{ label: string }> {
    const { email } = await this.service.findOne(id)
    return { label: email }
  }

  // The framework sends what the handler returns.
  @Get('newest')
  newest(): Promise<Member[]> {
    return this.service.newest() // told with the first answer of this table
  }

  // The query chooses the fields.
  @Get('names')
  async names(@Res() res: Response): Promise<void> {
    res.json(await this.service.names())
  }

  @Get(':id')
  async show(@Param('id', ParseIntPipe) id: number): Promise<{ member: Member }> {
    return { member: await this.service.findOne(id) } // told with the first answer of this table
  }

  // The handler chooses the fields.
  @Get(':id/card')
  async card(@Param('id', ParseIntPipe) id: number, @Res() res: Response<MemberView>): Promise<void> {
    const { passwordHash, ...view } = await this.service.findOne(id)
    res.json(view)
  }

  @Get(':id/mail')
  async mail(@Param('id', ParseIntPipe) id: number): Promise<MemberView> {
    const member = await this.service.findOne(id)
    return { id: member.id, email: member.email }
  }

  // The column is left out of answers where it is declared.
  @Get('partners/:id')
  async partner(@Param('id', ParseIntPipe) id: number, @Res() res: Response<Partner | null>): Promise<void> {
    res.json(await this.service.partner(id))
  }
}

@Module({ controllers: [MembersController], providers: [MembersService] })
export class AppModule {}

void NestFactory.create(AppModule).then((app) => app.listen(3000))
