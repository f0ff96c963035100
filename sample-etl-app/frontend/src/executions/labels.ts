import type { CheckInStatus, Estado } from '../api/types';

export const ESTADO_LABEL: Record<Estado, string> = {
  en_proceso: 'En proceso',
  exitoso: 'Exitoso',
  fallido: 'Fallido',
  parcial: 'Parcial',
};

/** The mark that says the same to the eye. */
export const ESTADO_MARK: Record<Estado, CheckInStatus> = {
  en_proceso: 'in_progress',
  exitoso: 'ok',
  fallido: 'error',
  parcial: 'missed',
};

export const MODO_LABEL: Record<string, string> = {
  completo: 'completo',
  incremental_30min: 'incremental 30 min',
  recuperacion: 'recuperación',
};

export const ERROR_LABEL: Record<string, string> = {
  timeout: 'tiempo agotado',
  conexion: 'sin conexión',
  api_error: 'error de KLK',
  db_error: 'error de base de datos',
  unknown: 'error desconocido',
};
