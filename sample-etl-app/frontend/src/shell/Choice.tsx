import { useId } from 'react';

interface Props {
  label: string;
  options: readonly { id: string; label: string }[];
  value: string;
  onChange: (id: string) => void;
}

/** One of few, all in sight: radio buttons that look like a switch. */
export function Choice({ label, options, value, onChange }: Props) {
  const name = useId();
  return (
    <fieldset className="eleccion">
      <legend className="oculto">{label}</legend>
      {options.map((option) => (
        <label key={option.id}>
          <input
            type="radio"
            name={name}
            value={option.id}
            checked={option.id === value}
            onChange={() => onChange(option.id)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
