import { useApiKey } from '../api/key';
import { askForKey } from './keyDialog';

export function KeyNeeded() {
  const key = useApiKey();
  return (
    <div className="aviso">
      <p>{key ? 'El servidor no aceptó la clave de API.' : 'El servidor pide la clave de API.'}</p>
      <button type="button" onClick={askForKey}>
        Introducir clave
      </button>
    </div>
  );
}
