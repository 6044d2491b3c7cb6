import {
  CreationOptional, DataTypes, HasManyGetAssociationsMixin, InferAttributes, InferCreationAttributes, Model, Sequelize,
} from 'sequelize'

export const sequelize = new Sequelize(process.env.DATABASE_URL as string)

export class Track extends Model<InferAttributes<Track>, InferCreationAttributes<Track>> {
  declare id: CreationOptional<number>
  declare title: string
}

export class Album extends Model<InferAttributes<Album>, InferCreationAttributes<Album>> {
  declare id: CreationOptional<number>
  declare title: string
}

export class Label extends Model<InferAttributes<Label>, InferCreationAttributes<Label>> {
  declare id: CreationOptional<number>
  declare name: string
  declare getAlbums: HasManyGetAssociationsMixin<Album>
}

Track.init({ id: { type: DataTypes.INTEGER, primaryKey: true }, title: DataTypes.STRING }, { sequelize })
Album.init({ id: { type: DataTypes.INTEGER, primaryKey: true }, title: DataTypes.STRING }, { sequelize })
Label.init({ id: { type: DataTypes.INTEGER, primaryKey: true }, name: DataTypes.STRING }, { sequelize })

Album.hasMany(Track, { as: 'tracks', foreignKey: 'albumId' })
Label.hasMany(Album, { as: 'albums', foreignKey: 'labelId' })
