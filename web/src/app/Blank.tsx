import type { ReactNode } from 'react';
import classes from './Blank.module.css';

interface BlankProps {
  icon: ReactNode;
  title: string;
  text?: string;
  /** `alert` where it comes unasked. */
  role?: 'alert';
  children?: ReactNode;
}

/** Said where there is nothing to show: what is missing, and what can be done about it. */
export function Blank({ icon, title, text, role, children }: BlankProps) {
  return (
    <div className={classes.blank} role={role}>
      <span className={classes.icon} aria-hidden="true">
        {icon}
      </span>
      <p className={classes.title}>{title}</p>
      {text !== undefined && <p className={classes.text}>{text}</p>}
      {children}
    </div>
  );
}
