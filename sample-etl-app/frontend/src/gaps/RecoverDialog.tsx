import type { Gap } from '../api/types';
import { Dialog } from '../shell/Dialog';
import { ventanaText } from '../time/ventana';

interface Props {
  gap: Gap;
  onConfirm: () => void;
  onClose: () => void;
}

export function RecoverDialog({ gap, onConfirm, onClose }: Props) {
  return (
    <Dialog title="¿Recuperar este gap?" onClose={onClose}>
      <dl className="hechos">
        <div>
          <dt>Tienda</dt>
          <dd>
            {gap.ubicacion_id} {gap.ubicacion_nombre}
          </dd>
        </div>
        <div>
          <dt>ETL</dt>
          <dd>{gap.etl_tipo}, modo recuperación</dd>
        </div>
        <div>
          <dt>Ventana</dt>
          <dd>{ventanaText(gap)} (hora de la tienda)</dd>
        </div>
      </dl>
      <p className="tenue">
        Se pide la ventana a KLK y se carga de nuevo. Es seguro repetirlo: las filas que ya están no se
        duplican.
      </p>
      <div className="dialogo-botones">
        <button type="button" onClick={onClose}>
          Cancelar
        </button>
        <button type="button" className="principal" onClick={onConfirm}>
          Recuperar
        </button>
      </div>
    </Dialog>
  );
}
