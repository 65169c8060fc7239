import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { DataSourceOptions } from 'typeorm';
import { AppConfig } from '../config/index.js';
import { createDataSource, dataSourceOptions } from './data-source.js';
import { Database } from './database.js';

@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [AppConfig],
      useFactory: (config: AppConfig) => ({
        ...dataSourceOptions(config.database),
        autoLoadEntities: true,
        // `Database` connects in the background: the start waits for no dependency.
        manualInitialization: true,
      }),
      dataSourceFactory: (options) => Promise.resolve(createDataSource(options as DataSourceOptions)),
    }),
  ],
  providers: [Database],
  exports: [Database],
})
export class DatabaseModule {}
