import { InjectQueue } from '@nestjs/bullmq';
import { Body, Controller, Injectable, OnModuleInit, Post } from '@nestjs/common';
import { Queue } from 'bullmq';
import * as fastq from 'fastq';
import type { queueAsPromised } from 'fastq';
import PQueue from 'p-queue';

interface ExportJob {
  account: string;
  format: 'csv' | 'xlsx';
}

async function render(job: ExportJob): Promise<string> {
  return `${job.account}.${job.format}`;
}

const archives: queueAsPromised<ExportJob, string> = fastq.promise(render, 1); // want unbounded-queue-or-pool "fastq.promise takes whatever requests put in"

// One of the controller's methods has its name.
const replay: queueAsPromised<ExportJob, string> = fastq.promise(render, 1); // want unbounded-queue-or-pool "fastq.promise takes whatever requests put in"

@Injectable()
export class ExportsService implements OnModuleInit {
  private readonly queue = new PQueue({ concurrency: 2 }); // want unbounded-queue-or-pool "p-queue takes whatever requests put in"
  private readonly warming = new PQueue({ concurrency: 2 });

  constructor(@InjectQueue('exports') private readonly jobs: Queue<ExportJob>) {}

  // What is put in comes from the start, not from requests.
  onModuleInit(): void {
    for (const account of ['house', 'demo']) {
      void this.warming.add(() => render({ account, format: 'csv' }));
    }
  }

  start(job: ExportJob): void {
    void this.queue.add(() => render(job));
  }

  // A broker keeps what waits.
  async later(job: ExportJob): Promise<void> {
    await this.jobs.add('export', job);
  }

  // It lives as long as one request.
  async all(job: ExportJob): Promise<string> {
    const both = new PQueue({ concurrency: 2 });
    void both.add(() => render({ ...job, format: 'csv' }));
    void both.add(() => render({ ...job, format: 'xlsx' }));
    await both.onIdle();
    return job.account;
  }
}

@Controller('exports')
export class ExportsController {
  constructor(private readonly exports: ExportsService) {}

  @Post()
  create(@Body() job: ExportJob): { ok: boolean } {
    this.exports.start(job);
    return { ok: true };
  }

  @Post('archive')
  archive(@Body() job: ExportJob): { ok: boolean } {
    archives.push(job).catch((error: Error) => console.error('not archived', error));
    return { ok: true };
  }

  @Post('replay')
  replay(@Body() job: ExportJob): { ok: boolean } {
    replay.push(job).catch((error: Error) => console.error('not replayed', error));
    return { ok: true };
  }

  @Post('later')
  async later(@Body() job: ExportJob): Promise<{ ok: boolean }> {
    await this.exports.later(job);
    return { ok: true };
  }

  @Post('all')
  all(@Body() job: ExportJob): Promise<string> {
    return this.exports.all(job);
  }
}
