import { Body, Controller, Delete, Get, Param, Post } from "@nestjs/common";
import { ApiExcludeEndpoint } from "@nestjs/swagger";

@Controller("parcels")
export class ParcelsController {
  @Get()
  list() {
    return [];
  }

  @Post()
  create(@Body() body: object) {
    return body;
  }

  @Get(":id")
  one(@Param("id") id: string) {
    return { id };
  }

  @Delete(":id")
  remove(@Param("id") id: string) {
    return { id };
  }

  @Post(":id/stamps")
  stamp(@Param("id") id: string) {
    return { id };
  }

  @Post(":id/returns") // want spec-drift "POST /v2/parcels/{id}/returns is served, and openapi.json does not name it" note
  giveBack(@Param("id") id: string) {
    return { id };
  }

  @Get(":id/raw")
  @ApiExcludeEndpoint()
  raw(@Param("id") id: string) {
    return { id };
  }
}
