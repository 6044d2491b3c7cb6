import { Body, Controller, Injectable, Module, Param, ParseIntPipe, Patch, Post, Put } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { InjectModel, MongooseModule, Prop, Schema, SchemaFactory } from '@nestjs/mongoose'
import { InjectRepository } from '@nestjs/typeorm'
import { IsEmail, IsString } from 'class-validator'
import { HydratedDocument, Model } from 'mongoose'
import { Column, Entity, PrimaryGeneratedColumn, Repository } from 'typeorm'

@Entity()
export class Account {
  @PrimaryGeneratedColumn()
  id: number

  @Column()
  email: string

  @Column({ default: false })
  isAdmin: boolean
}

@Schema()
export class Wallet {
  @Prop()
  label: string

  @Prop({ default: 0 })
  balance: number
}

export const WalletSchema = SchemaFactory.createForClass(Wallet)

export class CreateAccountDto {
  @IsEmail()
  email: string
}

@Injectable()
export class AccountsService {
  constructor(
    @InjectRepository(Account) private readonly accounts: Repository<Account>,
    @InjectModel(Wallet.name) private readonly wallets: Model<HydratedDocument<Wallet>>,
  ) {}

  create(dto: CreateAccountDto): Promise<Account> {
    return this.accounts.save(this.accounts.create(dto))
  }

  async update(id: number, changes: Partial<Account>): Promise<void> {
    await this.accounts.update({ id }, changes) // want mass-assignment "reaches typeorm.Repository.update"
  }

  async replace(id: number, changes: Partial<Account>): Promise<Account> {
    return this.accounts.save({ id, ...changes }) // want mass-assignment "reaches typeorm.Repository.save"
  }

  async merge(id: number, changes: any): Promise<void> {
    await this.accounts.update({ id }, { ...changes }) // want mass-assignment "reaches typeorm.Repository.update"
  }

  async rename(id: number, email: string): Promise<void> {
    await this.accounts.update({ id }, { email })
  }

  addWallet(wallet: Wallet): Promise<Wallet> {
    return this.wallets.create(wallet) // want mass-assignment "reaches mongoose.Model.create"
  }

  async changeWallet(id: string, changes: Record<string, unknown>): Promise<void> {
    await this.wallets.findByIdAndUpdate(id, changes).exec() // want mass-assignment "reaches mongoose.Model.findByIdAndUpdate"
  }
}

@Controller('accounts')
export class AccountsController {
  constructor(private readonly service: AccountsService) {}

  // The body is a type that lists its fields.
  @Post()
  create(@Body() dto: CreateAccountDto): Promise<Account> {
    return this.service.create(dto)
  }

  @Patch(':id')
  update(@Param('id', ParseIntPipe) id: number, @Body() changes: Partial<Account>): Promise<void> {
    return this.service.update(id, changes)
  }

  @Put(':id')
  replace(@Param('id', ParseIntPipe) id: number, @Body() changes: any): Promise<Account> {
    return this.service.replace(id, changes)
  }

  @Patch(':id/merged')
  merge(@Param('id', ParseIntPipe) id: number, @Body() changes: any): Promise<void> {
    return this.service.merge(id, changes)
  }

  // One field.
  @Patch(':id/email')
  rename(@Param('id', ParseIntPipe) id: number, @Body('email') email: string): Promise<void> {
    return this.service.rename(id, email)
  }

  @Post('wallets')
  addWallet(@Body() wallet: Wallet): Promise<Wallet> {
    return this.service.addWallet(wallet)
  }

  @Patch('wallets/:id')
  changeWallet(@Param('id') id: string, @Body() changes: Record<string, unknown>): Promise<void> {
    return this.service.changeWallet(id, changes)
  }
}

@Module({
  imports: [MongooseModule.forFeature([{ name: Wallet.name, schema: WalletSchema }])],
  controllers: [AccountsController],
  providers: [AccountsService],
})
export class AppModule {}

void NestFactory.create(AppModule).then((app) => app.listen(3000))
