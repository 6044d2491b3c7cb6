import { HttpService } from '@nestjs/axios';
import { BadRequestException, Body, Controller, Get, Injectable, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import axios, { AxiosResponse } from 'axios';
import { IsIn, IsString } from 'class-validator';
import { firstValueFrom } from 'rxjs';

interface Preview {
  title: string;
  image?: string;
}

const MIRRORS: readonly string[] = ['eu.mirror.example.com', 'us.mirror.example.com'];

export class PreviewDto {
  @IsString()
  link: string;
}

@Injectable()
export class PreviewService {
  constructor(private readonly http: HttpService) {}

  async read(link: string): Promise<Preview> {
    const answer: AxiosResponse<Preview> = await axios.get<Preview>(link, { timeout: 2000 }); // want server-side-request-forgery "body parameter dto reaches axios.get"
    return answer.data;
  }

  async ping(host: string): Promise<number> {
    const { status } = await firstValueFrom(this.http.get(`https://${host}/ping`, { timeout: 2000 })); // want server-side-request-forgery "query parameter host reaches @nestjs/axios.HttpService.get"
    return status;
  }

  // Scheme and host are constant; only the path varies.
  async cover(id: string): Promise<Preview> {
    const { data } = await axios.get<Preview>(`https://covers.example.com/books/${id}`, { timeout: 2000 });
    return data;
  }

  async mirrored(host: string): Promise<Preview> {
    if (!MIRRORS.includes(host)) {
      throw new BadRequestException(`${host} is no mirror`);
    }
    const { data } = await axios.get<Preview>(`https://${host}/index.json`, { timeout: 2000 });
    return data;
  }
}

@Controller('previews')
export class PreviewController {
  constructor(private readonly previews: PreviewService) {}

  @Post()
  create(@Body() dto: PreviewDto): Promise<Preview> {
    return this.previews.read(dto.link);
  }

  @Get('ping')
  ping(@Query('host') host: string): Promise<number> {
    return this.previews.ping(host);
  }

  @Get('covers/:id')
  cover(@Param('id', ParseUUIDPipe) id: string): Promise<Preview> {
    return this.previews.cover(id);
  }

  @Get('mirrored')
  mirrored(@Query('host') host: string): Promise<Preview> {
    return this.previews.mirrored(host);
  }
}
