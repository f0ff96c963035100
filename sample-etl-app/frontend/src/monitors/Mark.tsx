import type { ReactNode } from 'react';
import type { CheckInStatus, MonitorStatus } from '../api/types';

type Shape = CheckInStatus | 'active' | 'disabled' | 'next';

/** Each status has a shape of its own: colour is never the only sign. */
const SHAPES: Record<Shape, ReactNode> = {
  ok: <circle r="3.5" />,
  error: <path d="M0-6.5 6.5 0 0 6.5-6.5 0Z" />,
  missed: <path d="M0-5.5 6 5H-6Z" className="hueca" />,
  timeout: <path d="M-5-6H5L-5 6H5Z" />,
  in_progress: <path d="M-3.5-5 5.5 0-3.5 5Z" />,
  skipped: <path d="M-4.5-1.25h9v2.5h-9Z" />,
  active: <circle r="4" className="hueca" />,
  disabled: <path d="M-4.5-4.5 4.5 4.5M4.5-4.5-4.5 4.5" className="hueca" />,
  next: <circle r="4" className="hueca" />,
};

interface Props {
  x: string | number;
  y: string | number;
  status: Shape;
}

/** A mark inside an `svg`, at a place that may be given in percent. */
export function MarkAt({ x, y, status }: Props) {
  return (
    <svg x={x} y={y} overflow="visible" className={`marca marca-${status}`} aria-hidden="true">
      {SHAPES[status]}
    </svg>
  );
}

/** A mark between words. */
export function Mark({ status }: { status: CheckInStatus | MonitorStatus }) {
  return (
    <svg className={`marca marca-${status}`} viewBox="-8 -8 16 16" width="16" height="16" aria-hidden="true">
      {SHAPES[status]}
    </svg>
  );
}
