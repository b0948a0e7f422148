import { Component, type ComponentChildren } from "preact";
import { DidNotLoad } from "../ui/DidNotLoad";

interface Props {
  /** Changes when another screen is opened: that one gets its own chance. */
  resetKey: string;
  children: ComponentChildren;
}

/** A fault in one screen takes down that screen only, and offers a way out. */
export class ErrorBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static override getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidUpdate(before: Props) {
    if (before.resetKey !== this.props.resetKey && this.state.failed) this.setState({ failed: false });
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <main class="shell-page">
        <DidNotLoad onRetry={() => location.reload()} />
      </main>
    );
  }
}
