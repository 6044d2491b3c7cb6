import {
  CanActivate, Controller, createParamDecorator, Delete, ExecutionContext, ForbiddenException, Get, Injectable, Module,
  NotFoundException, Param, ParseIntPipe, Patch, Put, UnauthorizedException, UseGuards,
} from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { JwtService } from '@nestjs/jwt'
import { AuthGuard } from '@nestjs/passport'
import { InjectRepository } from '@nestjs/typeorm'
import { Column, Entity, ManyToOne, PrimaryGeneratedColumn, Repository } from 'typeorm'

@Entity()
export class User {
  @PrimaryGeneratedColumn()
  id: number
}

@Entity()
export class Paper {
  @PrimaryGeneratedColumn()
  id: number

  @Column()
  title: string

  @Column()
  ownerId: number

  @ManyToOne(() => User)
  owner: User
}

@Entity()
export class Template {
  @PrimaryGeneratedColumn()
  id: number

  @Column()
  title: string
}

@Injectable()
export class JwtAuthGuard extends AuthGuard('jwt') {}

@Injectable()
export class SessionGuard implements CanActivate {
  constructor(private readonly jwt: JwtService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest()
    const token = request.headers.authorization?.replace('Bearer ', '')
    if (!token) throw new UnauthorizedException()
    request.user = await this.jwt.verifyAsync<User>(token)
    return true
  }
}

export const CurrentUser = createParamDecorator(
  (_: unknown, context: ExecutionContext): User => context.switchToHttp().getRequest().user,
)

@Injectable()
export class PapersService {
  constructor(
    @InjectRepository(Paper) private readonly papers: Repository<Paper>,
    @InjectRepository(Template) private readonly templates: Repository<Template>,
  ) {}

  async read(id: number): Promise<Paper> {
    const paper = await this.papers.findOneBy({ id }) // want missing-owner-check "looks up Paper by id and never compares its ownerId"
    if (!paper) throw new NotFoundException()
    return paper
  }

  async remove(id: number): Promise<void> {
    await this.papers.delete({ id }) // want missing-owner-check "DELETE /papers/{id} looks up Paper by id"
  }

  async rename(id: number): Promise<void> {
    await this.papers.update(id, { title: 'untitled' }) // want missing-owner-check "PATCH /papers/{id} looks up Paper by id"
  }

  draft(id: number): Promise<Paper | null> {
    return this.papers.findOne({ where: { id } }) // want missing-owner-check "GET /drafts/{id} looks up Paper by id"
  }

  mine(id: number, user: User): Promise<Paper | null> {
    return this.papers.findOne({ where: { id, ownerId: user.id } })
  }

  async touch(id: number, user: User): Promise<Paper> {
    const paper = await this.papers.findOneByOrFail({ id })
    if (paper.ownerId !== user.id) throw new ForbiddenException()
    paper.title = paper.title.trim()
    return this.papers.save(paper)
  }

  template(id: number): Promise<Template | null> {
    return this.templates.findOneBy({ id })
  }
}

@UseGuards(JwtAuthGuard)
@Controller('papers')
export class PapersController {
  constructor(private readonly papers: PapersService) {}

  @Get(':id')
  read(@Param('id', ParseIntPipe) id: number): Promise<Paper> {
    return this.papers.read(id)
  }

  @Delete(':id')
  remove(@Param('id', ParseIntPipe) id: number): Promise<void> {
    return this.papers.remove(id)
  }

  @Patch(':id')
  rename(@Param('id', ParseIntPipe) id: number): Promise<void> {
    return this.papers.rename(id)
  }

  // The query names the owner.
  @Get(':id/mine')
  mine(@Param('id', ParseIntPipe) id: number, @CurrentUser() user: User): Promise<Paper | null> {
    return this.papers.mine(id, user)
  }

  // The service compares the owner with the caller.
  @Put(':id')
  touch(@Param('id', ParseIntPipe) id: number, @CurrentUser() user: User): Promise<Paper> {
    return this.papers.touch(id, user)
  }

  // The table has no column for an owner.
  @Get('templates/:id')
  template(@Param('id', ParseIntPipe) id: number): Promise<Template | null> {
    return this.papers.template(id)
  }
}

// The project's own guard.
@UseGuards(SessionGuard)
@Controller('drafts')
export class DraftsController {
  constructor(private readonly papers: PapersService) {}

  @Get(':id')
  draft(@Param('id', ParseIntPipe) id: number): Promise<Paper | null> {
    return this.papers.draft(id)
  }
}

@Module({ controllers: [PapersController, DraftsController], providers: [PapersService] })
export class AppModule {}

void NestFactory.create(AppModule).then((app) => app.listen(3000))
