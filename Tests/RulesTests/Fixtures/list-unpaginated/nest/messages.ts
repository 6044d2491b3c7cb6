import { Controller, Get, Injectable, Module, Query } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { InjectModel, MongooseModule, Prop, Schema, SchemaFactory } from '@nestjs/mongoose'
import { PrismaClient, type Booking, type Role } from '@prisma/client'
import { HydratedDocument, Model } from 'mongoose'

@Schema({ timestamps: true })
export class Message {
  @Prop({ required: true })
  room: string

  @Prop()
  text: string
}

export type MessageDocument = HydratedDocument<Message>
export const MessageSchema = SchemaFactory.createForClass(Message)

@Injectable()
export class PrismaService extends PrismaClient {}

@Injectable()
export class MessagesService {
  constructor(
    @InjectModel(Message.name) private readonly messageModel: Model<MessageDocument>,
    private readonly prisma: PrismaService,
  ) {}

  async findAll(): Promise<Message[]> {
    return this.messageModel.find().sort({ createdAt: -1 }).lean().exec() // want list-unpaginated "GET /messages answers with every Message"
  }

  async newest(): Promise<Message[]> {
    return this.messageModel.find().sort({ createdAt: -1 }).limit(20).exec()
  }

  bookings(): Promise<Booking[]> {
    return this.prisma.booking.findMany({ orderBy: { id: 'desc' } }) // want list-unpaginated "GET /messages/bookings answers with every booking"
  }

  bookingPage(after: number): Promise<Booking[]> {
    return this.prisma.booking.findMany({ where: { id: { gt: after } }, orderBy: { id: 'asc' }, take: 50 })
  }

  roles(): Promise<Role[]> {
    return this.prisma.role.findMany()
  }
}

@Controller('messages')
export class MessagesController {
  constructor(private readonly service: MessagesService) {}

  @Get()
  findAll(): Promise<Message[]> {
    return this.service.findAll()
  }

  @Get('newest')
  newest(): Promise<Message[]> {
    return this.service.newest()
  }

  @Get('bookings')
  async bookings(): Promise<Booking[]> {
    return this.service.bookings()
  }

  @Get('bookings/page')
  async bookingPage(@Query('after') after: string): Promise<Booking[]> {
    return this.service.bookingPage(Number(after))
  }

  @Get('roles')
  async roles(): Promise<Role[]> {
    return this.service.roles()
  }
}

@Module({
  imports: [MongooseModule.forFeature([{ name: Message.name, schema: MessageSchema }])],
  controllers: [MessagesController],
  providers: [MessagesService, PrismaService],
})
export class AppModule {}

void NestFactory.create(AppModule).then((app) => app.listen(3000))
