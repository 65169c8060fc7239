import './app/styles';
import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { openApp } from './app/App';
import { loadConfig } from './app/config';
import { StartFailure } from './app/Failure';
import { Frame } from './app/Frame';
import { startI18n } from './i18n';

const root = createRoot(document.getElementById('root') ?? document.body);

/** The page cannot say anything before it has its texts and its settings. */
async function start(): Promise<void> {
  const texts = startI18n();
  try {
    const config = await loadConfig();
    await texts;
    show(openApp(config));
  } catch (error) {
    await texts;
    show(<StartFailure error={error} onRetry={() => void start()} />);
  }
}

function show(page: ReactNode): void {
  root.render(
    <StrictMode>
      <Frame>{page}</Frame>
    </StrictMode>,
  );
}

void start();
