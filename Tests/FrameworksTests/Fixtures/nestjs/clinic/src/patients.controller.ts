import { Body, Controller, Delete, Get, Param, ParseIntPipe, Patch, Post, Query, UseGuards, Version } from '@nestjs/common';
import { ForDoctors, GuestGuard, Open } from './access.guard';
import { IsString, Max } from 'class-validator';

export class CreatePatient {
  @IsString()
  name: string;

  @Max(120)
  age: number;
}

export abstract class Listing {
  @Get() // $ endpoint="GET /api/v1/patients" auth=required endpoint="GET /api/v1/clients" auth=required
  list(@Query('page') page: number) {
    return [page];
  }
}

@Controller(['patients', 'clients'])
export class PatientsController extends Listing {
  @Post() // $ endpoint="POST /api/v1/patients" auth=required endpoint="POST /api/v1/clients" auth=required
  create(@Body() patient: CreatePatient) {
    return patient;
  }

  @Version('2')
  @Get(':id') // $ endpoint="GET /api/v2/patients/{id}" auth=required endpoint="GET /api/v2/clients/{id}" auth=required
  show(@Param('id', ParseIntPipe) id: number) {
    return id;
  }

  @Open()
  @Patch('intake') // $ endpoint="PATCH /api/v1/patients/intake" auth=none endpoint="PATCH /api/v1/clients/intake" auth=none
  intake(@Body('name') name: string) {
    return name;
  }

  @Open()
  @UseGuards(GuestGuard)
  @Get('greeting') // $ endpoint="GET /api/v1/patients/greeting" auth=optional endpoint="GET /api/v1/clients/greeting" auth=optional
  greet() {
    return 'hello';
  }

  @Open()
  @ForDoctors('prescriptions')
  @Delete(':id') // $ endpoint="DELETE /api/v1/patients/{id}" auth=required endpoint="DELETE /api/v1/clients/{id}" auth=required
  remove(@Param('id') id: string) {
    return id;
  }
}
