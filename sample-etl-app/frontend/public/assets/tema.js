// Before the first paint: nobody who chose the dark gets a white flash.
const tema = localStorage.getItem('etl.tema');
if (tema === 'claro' || tema === 'oscuro') document.documentElement.dataset.tema = tema;
