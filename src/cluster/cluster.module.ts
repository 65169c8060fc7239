import { Global, Module } from '@nestjs/common';
import { RedisModule } from '../redis/index.js';
import { NodeRegistry } from './node-registry.js';

@Global()
@Module({ imports: [RedisModule], providers: [NodeRegistry], exports: [NodeRegistry] })
export class ClusterModule {}
