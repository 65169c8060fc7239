import { Controller, Get } from '@nestjs/common';
import { Public } from '../auth/index.js';
import { success, type Capabilities, type Success } from '../contracts/index.js';
import { ApiCapabilities } from './capabilities.openapi.js';
import { CapabilitiesService } from './capabilities.service.js';

@Controller('chats/capabilities')
export class CapabilitiesController {
  constructor(private readonly capabilities: CapabilitiesService) {}

  @Get()
  @Public()
  @ApiCapabilities()
  show(): Success<Capabilities> {
    return success(this.capabilities.get());
  }
}
