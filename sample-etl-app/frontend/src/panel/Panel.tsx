import { type ReactNode, useEffect, useRef } from 'react';
import { PanelBoundary } from './PanelBoundary';

interface Props {
  /** Also the name of the panel in reports, and its anchor. */
  id: string;
  title: string;
  hint?: ReactNode;
  children: ReactNode;
}

export function Panel({ id, title, hint, children }: Props) {
  const section = useRef<HTMLElement>(null);

  // The browser looked for the address' anchor before there was any panel.
  useEffect(() => {
    if (globalThis.location.hash === `#${id}`) section.current?.scrollIntoView();
  }, [id]);

  return (
    <section ref={section} className={`panel panel-${id}`} id={id} aria-labelledby={`${id}-titulo`}>
      <header className="panel-cabecera">
        <h2 id={`${id}-titulo`}>{title}</h2>
        {hint && <p className="tenue">{hint}</p>}
      </header>
      <PanelBoundary panel={id} title={title}>
        {children}
      </PanelBoundary>
    </section>
  );
}
