import { Component, type ReactNode } from 'react';
import { PageFailure } from './Failure';

interface Props {
  children: ReactNode;
}

interface State {
  error: unknown;
  failed: boolean;
}

/** React catches what a part throws while it is shown only through a class. */
export class ErrorBoundary extends Component<Props, State> {
  static getDerivedStateFromError(error: unknown): State {
    return { error, failed: true };
  }

  override state: State = { error: undefined, failed: false };

  override render(): ReactNode {
    return this.state.failed ? <PageFailure error={this.state.error} /> : this.props.children;
  }
}
