import { Body, Controller, Injectable, Module, Post } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { ArrayMaxSize, IsArray, IsString } from 'class-validator'
import { PrismaService } from './prisma.service'

class AddLabels {
  @IsArray()
  @ArrayMaxSize(25)
  @IsString({ each: true })
  names: string[]
}

class AddBooks {
  @IsArray()
  @IsString({ each: true })
  titles: string[]
}

@Injectable()
export class LabelService {
  constructor(private readonly prisma: PrismaService) {}

  async addLabels(names: string[]) {
    for (const name of names) {
      await this.prisma.label.create({ data: { name } }) // want query-in-loop "insert label runs once" note
    }
  }

  async addBooks(titles: string[]) {
    for (const title of titles) {
      await this.prisma.book.create({ data: { title } }) // want query-in-loop "insert book runs once" warning
    }
  }
}

@Controller('labels')
export class LabelController {
  constructor(private readonly labels: LabelService) {}

  @Post()
  async add(@Body() dto: AddLabels) {
    await this.labels.addLabels(dto.names)
  }

  @Post('books')
  async addBooks(@Body() dto: AddBooks) {
    await this.labels.addBooks(dto.titles)
  }
}

@Module({ controllers: [LabelController], providers: [LabelService, PrismaService] })
export class AppModule {}

NestFactory.create(AppModule).then((app) => app.listen(3000))
