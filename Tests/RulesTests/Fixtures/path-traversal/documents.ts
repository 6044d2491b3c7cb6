import { BadRequestException, Controller, Get, Injectable, Param, ParseUUIDPipe, Query, Res, StreamableFile } from '@nestjs/common';
import { Response } from 'express';
import { createReadStream, promises as fs } from 'node:fs';
import { basename, join, resolve, sep } from 'node:path';

const FOLDER = '/srv/documents';

@Injectable()
export class DocumentsService {
  read(name: string): Promise<string> {
    return fs.readFile(join(FOLDER, name), 'utf8'); // want path-traversal "query parameter name reaches fs.promises.readFile"
  }

  readLast(name: string): Promise<string> {
    return fs.readFile(join(FOLDER, basename(name)), 'utf8');
  }

  async readInside(name: string): Promise<string> {
    const path = resolve(FOLDER, name);
    if (!path.startsWith(FOLDER + sep)) {
      throw new BadRequestException('no such document');
    }
    return fs.readFile(path, 'utf8');
  }

  async readById(id: string): Promise<Buffer> {
    return fs.readFile(join(FOLDER, `${id}.pdf`));
  }
}

@Controller('documents')
export class DocumentsController {
  constructor(private readonly documents: DocumentsService) {}

  @Get()
  show(@Query('name') name: string): Promise<string> {
    return this.documents.read(name);
  }

  @Get('last')
  last(@Query('name') name: string): Promise<string> {
    return this.documents.readLast(name);
  }

  @Get('inside')
  inside(@Query('name') name: string): Promise<string> {
    return this.documents.readInside(name);
  }

  @Get('by-id/:id')
  byId(@Param('id', ParseUUIDPipe) id: string): Promise<Buffer> {
    return this.documents.readById(id);
  }

  @Get('stream')
  stream(@Query('file') file: string): StreamableFile {
    return new StreamableFile(createReadStream(join(process.cwd(), 'exports', file))); // want path-traversal "query parameter file reaches fs.createReadStream"
  }

  // Express decodes %2F after it has matched the route: a slash gets in.
  @Get('download/:file')
  download(@Param('file') file: string, @Res() res: Response): void {
    res.sendFile(join('/srv/exports', file)); // want path-traversal "path parameter file reaches"
  }

  @Get('download-rooted')
  downloadRooted(@Query('file') file: string, @Res() res: Response): void {
    res.sendFile(file, { root: '/srv/exports' });
  }
}
