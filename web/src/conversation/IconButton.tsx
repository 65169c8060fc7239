import { ActionIcon, Tooltip, type ActionIconProps } from '@mantine/core';
import type { ComponentPropsWithRef, ReactNode } from 'react';

interface IconButtonProps
  extends ActionIconProps, Omit<ComponentPropsWithRef<'button'>, keyof ActionIconProps | 'aria-label'> {
  label: string;
  children: ReactNode;
}

/** A button that is only a picture; what it does is said to who cannot see it, and to who points at it. */
export function IconButton({ label, children, ...button }: IconButtonProps) {
  return (
    <Tooltip label={label} disabled={button['aria-expanded'] === true}>
      <ActionIcon type="button" aria-label={label} {...button}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
