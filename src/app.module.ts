import { Module, type DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { AdministrationModule } from './administration/index.js';
import { AuthModule } from './auth/index.js';
import { AppConfig, ConfigModule } from './config/index.js';
import { CapabilitiesModule } from './capabilities/index.js';
import { ClusterModule } from './cluster/index.js';
import { DatabaseModule } from './database/index.js';
import { DocsModule } from './docs/index.js';
import { EditsModule } from './edits/index.js';
import { EventsModule } from './events/index.js';
import { HealthModule } from './health/index.js';
import { loggerOptions } from './app.logging.js';
import { LinkPreviewsModule } from './link-previews/index.js';
import { MediaModule } from './media/index.js';
import { MessagesModule } from './messages/index.js';
import { MetricsModule } from './metrics/index.js';
import { PersonalDataModule } from './personal-data/index.js';
import { PinsModule } from './pins/index.js';
import { PresenceModule } from './presence/index.js';
import { RateLimitsModule } from './rate-limits/index.js';
import { ReactionsModule } from './reactions/index.js';
import { ReadReceiptsModule } from './read-receipts/index.js';
import { RealtimeModule } from './realtime/index.js';
import { RedisModule } from './redis/index.js';
import { RetentionModule } from './retention/index.js';
import { RevocationsModule } from './revocations/index.js';
import { RoomsModule } from './rooms/index.js';
import { SearchModule } from './search/index.js';
import { ShutdownModule } from './shutdown/index.js';
import { UploadsModule } from './uploads/index.js';

/** The composition root: the one file that knows every module. */
@Module({})
export class AppModule {
  static register(config: AppConfig): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.register(config),
        LoggerModule.forRoot(loggerOptions(config)),
        ShutdownModule,
        EventsModule,
        DatabaseModule,
        RedisModule,
        ClusterModule,
        RateLimitsModule,
        MetricsModule,
        AuthModule,
        RevocationsModule,
        RoomsModule,
        UploadsModule,
        MessagesModule,
        ReadReceiptsModule,
        EditsModule,
        ReactionsModule,
        PinsModule,
        MediaModule,
        LinkPreviewsModule,
        PersonalDataModule,
        SearchModule,
        RetentionModule,
        PresenceModule,
        RealtimeModule,
        AdministrationModule,
        CapabilitiesModule,
        HealthModule,
        DocsModule,
      ],
    };
  }
}
