import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { setApiKey, useApiKey } from '../api/key';
import { Dialog } from './Dialog';
import { closeKeyDialog, useKeyDialogOpen } from './keyDialog';

export function KeyDialog() {
  return useKeyDialogOpen() ? <KeyForm /> : null;
}

function KeyForm() {
  const client = useQueryClient();
  const stored = useApiKey();
  const [key, setKey] = useState('');

  function use(value: string | null) {
    setApiKey(value);
    closeKeyDialog();
    void client.invalidateQueries();
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (key.trim()) use(key.trim());
  }

  return (
    <Dialog title="Clave de API" onClose={closeKeyDialog}>
      <form onSubmit={submit}>
        <p className="tenue">
          Hace falta para recuperar gaps y, fuera de esta máquina, también para leer. Se guarda hasta cerrar
          la pestaña. En la demo, el servidor la escribe en su log al arrancar.
        </p>
        <label className="campo">
          <span>Clave</span>
          <input
            type="password"
            name="clave"
            autoComplete="off"
            spellCheck={false}
            value={key}
            onChange={(event) => setKey(event.target.value)}
          />
        </label>
        <div className="dialogo-botones">
          {stored && (
            <button type="button" onClick={() => use(null)}>
              Olvidar clave
            </button>
          )}
          <button type="button" onClick={closeKeyDialog}>
            Cancelar
          </button>
          <button type="submit" className="principal" disabled={!key.trim()}>
            Usar clave
          </button>
        </div>
      </form>
    </Dialog>
  );
}
