import { Body, ConflictException, Controller, Injectable, Module, Post } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { InjectModel, MongooseModule, Prop, Schema, SchemaFactory } from '@nestjs/mongoose'
import { IsString } from 'class-validator'
import { HydratedDocument, Model } from 'mongoose'

@Schema({ timestamps: true })
export class Plant {
  @Prop({ required: true })
  name!: string

  @Prop({ required: true, unique: true })
  sku!: string
}

@Schema()
export class Shelf {
  @Prop({ required: true })
  code!: string
}

export type PlantDocument = HydratedDocument<Plant>
export type ShelfDocument = HydratedDocument<Shelf>
export const PlantSchema = SchemaFactory.createForClass(Plant)
export const ShelfSchema = SchemaFactory.createForClass(Shelf)

export class Named {
  @IsString()
  name!: string
}

@Injectable()
export class GardenService {
  constructor(
    @InjectModel(Plant.name) private readonly plants: Model<PlantDocument>,
    @InjectModel(Shelf.name) private readonly shelves: Model<ShelfDocument>,
  ) {}

  async plant({ name }: Named): Promise<PlantDocument> {
    const known = await this.plants.findOne({ name }).exec() // want check-then-insert "Plant is asked for name, then inserted into"
    if (known) throw new ConflictException(`there is ${name}`)
    return this.plants.create({ name, sku: crypto.randomUUID() })
  }

  async putUp({ name }: Named): Promise<ShelfDocument> {
    if (await this.shelves.exists({ code: name })) throw new ConflictException() // MISSING: want check-then-insert "Shelf is asked for code, then inserted into"
    const shelf = new this.shelves({ code: name })
    return shelf.save()
  }

  // A unique index refuses the second one.
  async scan(sku: string): Promise<PlantDocument> {
    const known = await this.plants.findOne({ sku }).exec()
    if (known) return known
    return this.plants.create({ name: 'unknown', sku })
  }

  // The insertion handles the conflict.
  async label({ name }: Named): Promise<void> {
    await this.shelves.updateOne({ code: name }, { $setOnInsert: { code: name } }, { upsert: true })
  }
}

@Controller('garden')
export class GardenController {
  constructor(private readonly garden: GardenService) {}

  @Post('plants')
  plant(@Body() dto: Named) {
    return this.garden.plant(dto)
  }

  @Post('shelves')
  putUp(@Body() dto: Named) {
    return this.garden.putUp(dto)
  }

  @Post('scans')
  scan(@Body() dto: Named) {
    return this.garden.scan(dto.name)
  }

  @Post('labels')
  label(@Body() dto: Named) {
    return this.garden.label(dto)
  }
}

@Module({
  imports: [
    MongooseModule.forFeature([
      { name: Plant.name, schema: PlantSchema },
      { name: Shelf.name, schema: ShelfSchema },
    ]),
  ],
  controllers: [GardenController],
  providers: [GardenService],
})
export class GardenModule {}

NestFactory.create(GardenModule).then((app) => app.listen(3000))
