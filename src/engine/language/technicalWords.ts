/**
 * Frequent technical words by language (BCP 47), also as they are typed without diacritics. None occurs in English
 * documentation or in code.
 */
export const technicalWords: Readonly<Record<string, string>> = {
  de:
    'abfrage abfragen anfrage anfragen anmeldung antwort antworten anwendung anzahl anzeigen argumente ' +
    'ausgabe authentifizierung behandlung benutzer bibliothek datei dateien daten datenbank eigenschaft ' +
    'eigenschaften eingabe einstellungen eintrag elemente erkennen erstellen erstellung fehler ' +
    'fehlerbehandlung feld felder fenster funktion funktionen groesse größe gueltigkeit gültigkeit ' +
    'hinzufuegen hinzufügen implementierung klasse klassen komprimierung konfiguration kopfzeile laden ' +
    'lesen liste loeschen löschen methode methoden modul nachricht nachrichten objekt objekte oeffnen pfad ' +
    'projekt prozess pruefen pruefung prüfen prüfung schliessen schließen schluessel schlüssel schreiben ' +
    'serialisierung sitzung speicher speichern suche suchen tabelle typen ueberpruefung umwandeln ' +
    'verarbeiten verarbeitung verbindung verbindungen verwaltung verwenden verwendung verzeichnis vorlage ' +
    'warteschlange wert werte zeichen zeichenkette zeichenketten zeile zeilen zugriff öffnen überprüfung',
  fr:
    'acces accès affichage ajouter analyser authentification avertissement bibliotheque bibliothèque ' +
    'chaine chaines champ champs chargement charger chaîne chaînes chemin classe cle cles clé clés colonne ' +
    'commande connexion connexions contenu convertir creer création créer defaut definir donnees données ' +
    'droits défaut définir détection ecriture entree entrée envoi envoyer erreur erreurs exécution fenetre ' +
    'fenêtre fichier fichiers fonction fonctions gestion gestionnaire implémentation journalisation ' +
    'lecture ligne lire liste memoire methode methodes mise modele modeles modèle modèles mémoire méthode ' +
    'méthodes nombre objet objets ouvrir parametre parametres paramètre paramètres propriete propriété ' +
    'recherche rechercher reponse reponses requete requetes requête requêtes reseau réponse réponses ' +
    'réseau serialisation serveur supprimer systeme système sérialisation tableau tache taches taille ' +
    'tentative traitement traiter tâche tâches utilisateur utilisateurs utilisation valeur valeurs ' +
    'vérification vérifier écriture élément éléments',
  es:
    'acceso analizar aplicacion aplicación archivo archivos argumento argumentos autenticacion ' +
    'autenticación biblioteca busqueda búsqueda cadena cadenas cambios campo campos caracteres carga ' +
    'cargar clase clases clave claves codigo cola compresion compresión conexion conexiones conexión ' +
    'configuracion configuración contenido contrasena contraseña convertir creacion creación crear código ' +
    'datos deteccion detección directorio ejecucion ejecución ejecutar elemento elementos encabezado ' +
    'encabezados enrutador entrada enviar errores escribir escritura espera fichero ficheros formato ' +
    'fuente funcion funciones función gestion gestión hilo hilos implementacion implementación lectura ' +
    'leer linea lista línea manejar manejo memoria mensaje mensajes metodo metodos modulos mostrar método ' +
    'métodos módulo módulos nombre numero número objeto objetos obtener opcion opciones opción parametro ' +
    'parametros parámetro parámetros peticion peticiones petición plantilla plantillas propiedad ' +
    'propiedades prueba pruebas reintento reintentos respuesta respuestas ruta rutas salida serializacion ' +
    'serialización servidor sesion sesión sistema solicitud solicitudes tamano tamaño tarea tareas tiempo ' +
    'tipo tipos usuario usuarios validacion validación valor valores ventana versión',
  pt:
    'acesso analisar aplicacao aplicativo aplicação argumento argumentos arquivo arquivos autenticacao ' +
    'autenticação biblioteca busca cabecalho cabecalhos cabeçalho cabeçalhos cadeia campo campos caractere ' +
    'caracteres carregamento carregar chamada chave chaves classe codigo comando compressao compressão ' +
    'conexao conexoes conexão conexões configuracao configuração conteudo conteúdo conversao conversão ' +
    'criacao criar criação código dados definicao definição deteccao detecção diretorio diretório elemento ' +
    'elementos entrada enviar erro erros escrever escrita execucao executar execução fila funcao funcoes ' +
    'função funções geracao geração gerenciador gerenciamento implementacao implementação janela leitura ' +
    'linha lista memoria memória mensagem mensagens metodo metodos modelo modelos modulos método métodos ' +
    'módulo módulos nome numero número objeto objetos obter opcao opcoes opção opções padrao padrão ' +
    'parametro parametros parâmetro parâmetros propriedade recurso rede requisicao requisicoes requisição ' +
    'requisições resposta respostas rota rotas saida saída senha serializacao serialização servidor sessao ' +
    'sessão sistema tamanho tarefa tarefas teste testes tipo tipos tratamento usuario usuarios usuário ' +
    'usuários validacao validação valor valores variavel variável versao versão',
  it:
    'accesso aggiungere analizzare applicazione argomenti argomento autenticazione caratteri caricamento ' +
    'caricare cartella chiamata chiave chiavi classe classi coda codice comandi comando compressione ' +
    'configurazione connessione connessioni contenuto convalida convertire creare creazione dati ' +
    'dimensione elementi elemento errore errori esecuzione eseguire eventi evento filo finestra formato ' +
    'funzione funzioni gestione gestire gestore implementazione ingresso integrazione intestazione ' +
    'intestazioni istanza leggere lettura libreria lista memoria messaggi messaggio metodi metodo modalita ' +
    'modalità modelli modello modifica nodo nome numero oggetti oggetto opzione opzioni parametri ' +
    'parametro percorsi percorso prestazioni progetto proprieta proprietà rete ricerca richiesta richieste ' +
    'riga rilevamento risposta risposte scrittura scrivere serializzazione sessione sistema stringa ' +
    'stringhe tabella testo tipi tipo uscita utente utenti validazione valore valori versione',
  pl:
    'aplikacja aplikacji argumentu argumenty baza blad bledow bledy błąd błędy błędów dane danych dodaj ' +
    'dodawanie dostep dostepu dostęp dostępu drzewa drzewo elementu elementy funkcja funkcje funkcji ' +
    'generowanie hasla haslo hasła hasło implementacja integracja katalog katalogow katalogu katalogów ' +
    'klasa klasy klient klienta klucz kluczy kodowanie kodu kolejka kolejki komunikat komunikaty ' +
    'konfiguracja konfiguracji ladowanie lancuch lancuchow lista listy metoda metody modul modulow moduly ' +
    'moduł moduły modułów naglowek naglowki naglowkow nagłówek nagłówki nagłówków nazwa nazwy obiekt ' +
    'obiektu obiekty obsluga obslugi obsługa obsługi odczyt odpowiedz odpowiedzi odpowiedź okna okno opcje ' +
    'operacje pamiec pamieci pamięci pamięć parametry parsowanie plik pliki plikow pliku plików pobieranie ' +
    'pola polaczen polaczenia polaczenie pole polecenia polecenie połączenia połączenie połączeń projektu ' +
    'przetwarzanie rozmiar sciezka sciezki serializacja serwer serwera sesja sesji sieci sprawdzanie ' +
    'systemu szablon szablonow szablony szablonów tabela testow testy testów tryb tworzenie typow typu ' +
    'typy typów uwierzytelnianie uzytkownik uzytkownika użytkownik użytkownika walidacja wartosc wartosci ' +
    'wartości wartość watek watku wersja wersji wiadomosci wiadomości wlasciwosci wpis wyswietlanie ' +
    'wyszukiwanie wyświetlanie wątek wątku właściwości zadan zadania zadanie zapis zapytanie zarzadzanie ' +
    'zarządzanie zmiana zmiany znakow znaków ładowanie łańcuch łańcuchów ścieżka ścieżki żądania żądanie ' +
    'żądań',
  cs:
    'adresar adresare adresaru adresář adresáře adresářů aplikace argumenty cesta cesty chyb chyba chyby ' +
    'databaze databáze datovy datový fronta funkce funkci funkcí generovani generování heslo hlavicek ' +
    'hlavicka hlavicky hlaviček hlavička hlavičky hodnota hodnotu hodnoty implementace integrace klic ' +
    'klice klienta klíč klíče knihovna kod kodu komprese konfigurace kontrola kód kódu metoda metody ' +
    'mezipamet mezipaměť modely modul modulu moduly nacitani nastaveni nastavení nazev načítání název ' +
    'objekt objektu objekty obsah obsahu odpoved odpovedi odpovědi odpověď okna okno overeni overovani ' +
    'ověření ověřování pamet pameti paměti paměť parametr parametry parsovani parsování pole poli polí ' +
    'pozadavek pozadavku pozadavky požadavek požadavky požadavků pravidla prevod prihlaseni pripojeni ' +
    'pristup projektu promenna promenne proměnná proměnné prvek prvku prvky prvků převod přihlášení ' +
    'připojení přístup radek radku relace retezce retezcu retezec rezim režim rozhrani rozhraní sablona ' +
    'sablony serializace serveru seznam slozka složka smycka smyčka soubor souboru soubory souborů spojeni ' +
    'spojení sprava spravce správa správce spusteni spuštění stav systemu systém systému sítě síť testu ' +
    'testů trida tridy tvorba typu typy typů třída třídy ulozeni uložení uzivatel uzivatele uživatel ' +
    'uživatele velikost verze vlakna vlakno vlastnost vlastnosti vlákna vlákno volani volání vyhledavani ' +
    'vyhledávání vyjimka vypis vytvoreni vytvorit vytvoření vytvořit výjimka výpis zapis zmena zmeny změna ' +
    'změny zpracovani zpracování zprava zpravy zpráva zprávy zápis řetězce řetězců řetězec řádek řádku ' +
    'šablona šablony',
  tr:
    'adi adı akisi akışı alan alani alanı anahtar ayarlar ayarlari ayarları ağ baglanti baglantisi ' +
    'baglantiyi bağlantı bağlantısı bağlantıyı belge bellek bilesen bileşen bilgi boyutu deger degeri ' +
    'degisken değer değeri değişken dizi dizin dizini dogrulama dosya dosyalari dosyaları dosyasi dosyası ' +
    'dosyayi dosyayı doğrulama dugum düğüm ekleme erisim erişim etkin gonderme guncelleme gönderme ' +
    'güncelleme hata hatalar hatalari hataları icerigi icerik islem isleme islemi islemleri islev islevi ' +
    'islevler istegi istek istekleri istemci istemcisi isteği içerik içeriği işlem işleme işlemi işlemleri ' +
    'işlev işlevi işlevler kaynak kimlik kitaplik kitaplık komut komutlari komutları kullanici kullanimi ' +
    'kullanıcı kullanımı kuyruk liste mesaj metin metodu modeli modul modulu modül modülü nesne nesneleri ' +
    'nesnesi okuma olusturma oluşturma onbellek oturum oturumu ozellik ozellikleri parametre parametreleri ' +
    'pencere proje sablon satir satır sayfa sayi sayı secenekleri serilestirme serileştirme seçenekleri ' +
    'sikistirma silme sinif sistemi sunucu sunucusu suresi surum süresi sürüm sıkıştırma sınıf tablo ' +
    'turleri turu türleri türü ust uygulama uygulamasi uygulaması varsayilan varsayılan veri verileri ' +
    'veritabani veritabanı yanit yaniti yanıt yanıtı yapilandirma yapilandirmasi yapılandırma ' +
    'yapılandırması yazma yolu yonetici yonetimi yonlendirme yontem yontemi yukleme yönetici yönetimi ' +
    'yönlendirme yöntem yöntemi yükleme önbellek özellik özellikleri öğe üst şablon',
};
